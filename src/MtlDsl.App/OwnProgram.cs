using System.Diagnostics;

namespace MtlDsl.App;

/// <summary>Starts the program that runs now once more.</summary>
internal static class OwnProgram
{
    /// <summary>What starts it with other arguments. A program that dotnet runs is an assembly; one that runs by itself is its own file.</summary>
    public static ProcessStartInfo With(IEnumerable<string> arguments)
    {
        IEnumerable<string> command = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Environment.ProcessPath!, "exec", Environment.GetCommandLineArgs()[0], .. arguments]
            : [Environment.ProcessPath!, .. arguments];
        return new ProcessStartInfo(command.First(), command.Skip(1));
    }
}
