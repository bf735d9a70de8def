using System.CommandLine;
using System.CommandLine.Help;

namespace MtlDsl.App.Commands;

/// <summary>The whole command line of a program.</summary>
internal static class ProgramCommand
{
    /// <summary>Puts commands under their program.</summary>
    /// <param name="program">The program's name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="commands">Its commands.</param>
    public static Command Create(string program, string description, params IReadOnlyList<Command> commands)
    {
        // The parser knows programs and commands by their names alone, so one called "train" has to be told from its command.
        var root = new Command(commands.Any(command => command.Name == program) ? $"./{program}" : program, description) { new HelpOption(), new VersionOption() };
        foreach (var command in commands)
        {
            OptionValues.Require(command);
            root.Subcommands.Add(command);
        }
        return root;
    }
}
