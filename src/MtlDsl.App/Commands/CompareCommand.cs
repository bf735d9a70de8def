using System.CommandLine;
using System.Globalization;
using MtlDsl.App.Display;
using MtlDsl.Metrics;

namespace MtlDsl.App.Commands;

/// <summary><c>compare</c>: a multitask run beside runs that learnt one of its tasks each (<c>train --only</c>).</summary>
internal sealed class CompareCommand
{
    private readonly Screen screen;
    private readonly Argument<string> run = new("RUN") { Description = "Folder of the run that learnt all tasks" };
    private readonly Argument<string[]> twins = new("TWIN")
    {
        Description = "Folders of runs that learnt one task each, with train --only HEAD",
        Arity = ArgumentArity.OneOrMore,
    };

    public CompareCommand(Screen screen)
    {
        this.screen = screen;
        Command = new Command("compare", "Show what sharing a trunk costs or gains beside networks for one task each") { run, twins };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var multitask = MeasuredRun.Read(parsed.GetRequiredValue(run));
        var alone = parsed.GetRequiredValue(twins).Select(MeasuredRun.Read).ToList();
        var rows = new List<IReadOnlyList<string>>();
        var pairs = new List<TaskPair>();
        foreach (var (head, (measure, value)) in multitask.Scores)
            foreach (var twin in alone.Where(twin => twin.Scores.ContainsKey(head)))
            {
                var pair = new TaskPair(head, value, twin.Scores[head].Value);
                pairs.Add(pair);
                rows.Add([head, measure, twin.Name, Text(pair.SingleTask), Text(pair.Multitask), Percent(pair.Change)]);
            }
        if (rows.Count == 0)
            throw new UsageException($"{string.Join(", ", alone.Select(twin => twin.Name))} measured no head of {multitask.Name} ({string.Join(", ", multitask.Scores.Keys)}).");
        screen.Table(["head", "measure", "alone", "by itself", multitask.Name, "change"], numbers: 3, rows);
        screen.Line($"Multi-task delta (mean change): {Percent(MultitaskDelta.Of(pairs))}");
        return ExitCode.Success;
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:+0.0;-0.0;0.0} %");
}
