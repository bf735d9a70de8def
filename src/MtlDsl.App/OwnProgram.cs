using System.Diagnostics;

namespace MtlDsl.App;

/// <summary>Starts the program that runs now once more.</summary>
/// <param name="given">The arguments that the program gave to <see cref="MultitaskApp{TModel}"/>: all of its own, or those after some that it took itself.</param>
/// <param name="own">The process's command line, the program first.</param>
internal sealed class OwnProgram(IReadOnlyList<string> given, IReadOnlyList<string> own)
{
    /// <summary>What starts it with other arguments in place of the given ones. A program that dotnet runs is an assembly; one that runs by itself is its own file.</summary>
    /// <exception cref="UsageException">The program has changed its arguments, so nobody knows what they must be.</exception>
    public ProcessStartInfo With(IEnumerable<string> arguments)
    {
        var kept = own.Count - given.Count;
        if (kept < 1 || !own.Skip(kept).SequenceEqual(given))
            throw new UsageException(
                $"This program cannot be started again by itself: its arguments ({string.Join(' ', own.Skip(1))}) do not end with those that it has given "
                + $"to the command line ({string.Join(' ', given)}). Hand them on as they are, or do without processes of its own (--skip-memory, --processes 1).");
        IEnumerable<string> taken = own.Take(kept).Skip(1);
        IEnumerable<string> command = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Environment.ProcessPath!, "exec", own[0], .. taken, .. arguments]
            : [Environment.ProcessPath!, .. taken, .. arguments];
        return new ProcessStartInfo(command.First(), command.Skip(1));
    }

    /// <summary>What starts it with the same arguments.</summary>
    /// <exception cref="UsageException">The program has changed its arguments.</exception>
    public ProcessStartInfo Again() => With(given);
}
