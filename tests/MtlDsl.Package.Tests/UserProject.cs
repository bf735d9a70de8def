using System.Text.Json;

namespace MtlDsl.Package.Tests;

/// <summary>A project of a user.</summary>
internal sealed class UserProject(Dotnet dotnet, string name, string folder)
{
    public string Folder { get; } = folder;

    /// <summary>Where its Release goes.</summary>
    public string Output => Path.Combine(Folder, "bin", "Release", "net10.0");

    /// <summary>What its build printed.</summary>
    public string Log { get; set; } = "";

    private string File => Path.Combine(Folder, $"{name}.csproj");

    /// <summary>Writes a file of it.</summary>
    public void Write(string file, string content) => System.IO.File.WriteAllText(Path.Combine(Folder, file), content);

    /// <summary>Changes the project's own file.</summary>
    public UserProject Change(Func<string, string> change)
    {
        var before = System.IO.File.ReadAllText(File);
        var after = change(before);
        after.ShouldNotBe(before);
        System.IO.File.WriteAllText(File, after);
        return this;
    }

    /// <summary>A command of the SDK on it.</summary>
    public Dotnet.Answer Run(string command, params string[] options) => dotnet.Run(Folder, [command, File, .. options]);

    /// <summary>Restores it and runs one target, rather than building all that comes before and after.</summary>
    public Dotnet.Answer Target(string target, params string[] options) => Run("build", [$"-t:{target}", .. options]);

    /// <summary>Starts the program that was built.</summary>
    public Dotnet.Answer Start(params string[] arguments)
    {
        var settings = Directory.GetFiles(Output, "*.runtimeconfig.json").Single();
        return dotnet.Run(Folder, ["exec", settings.Replace(".runtimeconfig.json", ".dll"), .. arguments]);
    }

    /// <summary>Paths of the items that a target leaves, by file name.</summary>
    public ILookup<string, string> Items(string target, string item, params string[] options)
    {
        Run("restore", options).Succeeded();
        var answer = Run("msbuild", [$"-t:{target}", $"-getItem:{item}", .. options]).Succeeded().Output;
        return JsonDocument.Parse(answer).RootElement.GetProperty("Items").GetProperty(item).EnumerateArray()
            .Select(found => found.GetProperty("FullPath").GetString()!)
            .ToLookup(path => Path.GetFileName(path));
    }
}
