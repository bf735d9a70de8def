using System.CommandLine;
using MtlDsl.Messages;

namespace MtlDsl.App.Commands;

/// <summary>Says what is wrong with a command line, and what may have been meant.</summary>
internal static class UsageErrors
{
    // Shorter ones are part of many names.
    private const int LeastPart = 3;

    /// <summary>A line for each mistake.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        // What follows an unknown word was meant for it.
        if (parsed.UnmatchedTokens.Count == 0)
            return [.. parsed.Errors.Select(error => error.Message)];
        var unknown = parsed.UnmatchedTokens[0];
        return
        [
            .. parsed.Errors.Where(error => error.SymbolResult != parsed.CommandResult).Select(error => error.Message),
            unknown.StartsWith('-')
                ? $"{command.Name} has no option {unknown}.{Meant(unknown, Options(command))}"
                : command.Subcommands.Count > 0
                    ? $"There is no command {unknown}.{Meant(unknown, command.Subcommands.Select(below => below.Name))}"
                    : $"{command.Name} has no use for '{unknown}'.",
        ];
    }

    /// <summary>A question after the names that a wrong one is like, with a space before it; empty where it is like none.</summary>
    public static string Meant(string given, IEnumerable<string> names)
    {
        var all = names.ToList();
        var longer = given.Length < LeastPart ? [] : all.FindAll(name => name.Contains(given, StringComparison.OrdinalIgnoreCase)).ConvertAll(name => $"'{name}'");
        var near = longer.Count > 0 ? longer : NearestNames.To(given, all);
        return near.Count > 0 ? $" Did you mean {string.Join(" or ", near)}?" : "";
    }

    private static IEnumerable<string> Options(Command command) => command.Options.Select(option => option.Name);
}
