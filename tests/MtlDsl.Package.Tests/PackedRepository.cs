using System.IO.Compression;

namespace MtlDsl.Package.Tests;

/// <summary>
/// The packages of the sources as they are, packed once, and a place outside of the repository that knows them. Their version is of this run
/// alone, and they are unpacked in that place, so that no cache of the user ever holds one of them. Everybody else's packages come from the
/// user's cache.
/// </summary>
public sealed class PackedRepository : IDisposable
{
    private readonly TemporaryFolder folder = new();
    // As the user's own commands, and with a cache of the place's own.
    private readonly Dotnet dotnet = new(new Dictionary<string, string>()), isolated;
    // A test that needs what cannot be made here is skipped or fails by itself, which a constructor could not do for it.
    private readonly Lazy<string> feed, network;
    private readonly Lazy<UserProject> program, board;

    public PackedRepository()
    {
        isolated = new Dotnet(new Dictionary<string, string> { ["NUGET_PACKAGES"] = folder["packages"] });
        feed = new(SetUp);
        program = new(() => Built(New("MyNetwork", "mtldsl")));
        board = new(() => Built(New(
            "Board", "mtldsl-board", "--network", "MyNetwork.AerialView", "--declaration", Path.Combine(Program.Folder, "Network.cs"))));
        network = new(Export);
    }

    /// <summary>The version of all packages.</summary>
    internal string Version { get; } = $"0.0.0-t{Guid.NewGuid():N}";

    /// <summary>The program that <c>dotnet new mtldsl</c> makes, built.</summary>
    internal UserProject Program => program.Value;

    /// <summary>The program for a board that runs the network of <see cref="Program"/>, built.</summary>
    internal UserProject Board => board.Value;

    /// <summary>The network that <see cref="Program"/> has trained, for some steps, and exported.</summary>
    internal string Network => network.Value;

    /// <summary>The packages by their names.</summary>
    internal IReadOnlyDictionary<string, string> Files =>
        Directory.GetFiles(feed.Value, "*.nupkg").ToDictionary(file => Path.GetFileName(file)[..^$".{Version}.nupkg".Length]);

    public void Dispose() => folder.Dispose();

    /// <summary>Opens a package, or its symbols.</summary>
    internal ZipArchive Open(string name, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(feed.Value, $"{name}.{Version}.{extension}"));

    /// <summary>Packs, into another folder again without building.</summary>
    internal Dotnet.Answer Pack(string into, params string[] more) => dotnet.Run(Repository.Root,
    [
        "pack", "MtlDsl.sln", "--configuration", "Release", "--artifacts-path", folder["build"],
        $"-p:PackageOutputPath={into}/", $"-p:Version={Version}", .. more,
    ]);

    /// <summary>A folder of its own with a project from a template.</summary>
    internal UserProject New(string name, string template, params string[] options)
    {
        var place = Empty();
        New(place, [template, "-o", name, .. options]);
        return Project(place, name);
    }

    /// <summary>Makes of a template what the arguments of <c>dotnet new</c> say.</summary>
    internal void New(string place, string[] arguments) => dotnet.Run(place, ["new", .. arguments, "--no-restore", .. Hive()]).Succeeded();

    /// <summary>An empty folder.</summary>
    internal string Empty()
    {
        _ = feed.Value;
        return Directory.CreateDirectory(folder[$"{Guid.NewGuid():N}"[..8]]).FullName;
    }

    /// <summary>The project in a folder of its name.</summary>
    internal UserProject Project(string place, string name) => new(isolated, name, Directory.CreateDirectory(Path.Combine(place, name)).FullName);

    private static UserProject Built(UserProject project)
    {
        project.Log = project.Run("build", "--configuration", "Release", "-warnaserror").Succeeded().Output;
        return project;
    }

    private string SetUp()
    {
        var into = folder["feed"];
        Pack(into).Succeeded();
        File.WriteAllText(folder["NuGet.config"], $"""
            <configuration>
              <packageSources>
                <add key="mtldsl" value="{into}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="user" value="{UserCache()}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        dotnet.Run(folder.FullName, ["new", "install", Path.Combine(into, $"MtlDsl.Templates.{Version}.nupkg"), .. Hive()]).Succeeded();
        return into;
    }

    // Templates are installed for this run alone.
    private string[] Hive() => ["--debug:custom-hive", folder["hive"]];

    private string Export()
    {
        Program.Start("train", "--iterations", "3", "--batch", "2").Succeeded();
        Program.Start("export").Succeeded();
        return Path.Combine(Program.Folder, "runs", "AerialView", "model.onnx");
    }

    // "global-packages: /home/me/.nuget/packages/"
    private string UserCache() =>
        dotnet.Run(Repository.Root, "nuget", "locals", "global-packages", "--list").Succeeded().Output.Split(' ', 2)[1].Trim();
}
