using System.CommandLine;
using MtlDsl.App.Display;
using MtlDsl.Imaging;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Data;

namespace MtlDsl.App.Commands;

/// <summary>
/// <c>data check</c>: reads every image of every data set; what there is as tables, all that is wrong with it, and pictures of labelled and
/// augmented images.
/// </summary>
internal sealed class DataCommand<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private readonly CommandContext<TModel> context;
    private readonly Option<string[]> data = CommonOptions.Data();
    private readonly Option<string> output = new("--out") { Description = "Folder for the pictures", HelpName = "DIR", DefaultValueFactory = _ => "data-check" };

    public DataCommand(CommandContext<TModel> context)
    {
        this.context = context;
        var check = new Command("check", "Read every image, count what is labelled, list what is wrong, draw what training will see") { data, output };
        check.SetAction(Check);
        Command = new Command("data", "Look at the data sets") { check };
    }

    public Command Command { get; }

    private int Check(ParseResult parsed)
    {
        var roots = context.Roots(parsed.GetRequiredValue(data));
        var checkers = context.DataSets.Select(set => (set.Adapter, Checker: Check(set.Adapter, roots.Of(set), parsed.GetRequiredValue(output)))).ToList();
        var findings = checkers.SelectMany(set => set.Checker.Findings)
            .Concat(Supervision.Check([.. checkers.Select(set => (set.Adapter, set.Checker.Statistics))])).ToList();
        foreach (var finding in findings)
            context.Screen.Line(finding.ToString());
        var (faults, warnings) = (findings.Count(finding => finding.Remark.IsFault), findings.Count(finding => !finding.Remark.IsFault));
        context.Screen.Line(faults + warnings == 0 ? "Nothing is wrong with the data." : $"{faults} fault(s), {warnings} warning(s).");
        return faults == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private DataChecker Check(DataAdapter adapter, string? root, string folder)
    {
        var checker = new DataChecker(adapter);
        foreach (var split in Enum.GetValues<Split>())
        {
            if (checker.Open(root, split) is not { Count: > 0 } source)
                continue;
            context.Screen.Count($"{adapter.Name}, {split}", source.Count, progress => checker.Check(split, source, progress, context.Stop));
            if (split == Split.Train && checker.Sound[split] is { Count: > 0 } sound)
                Draw(adapter, source, sound, Path.Combine(folder, $"{adapter.Name}.png"));
        }
        checker.Conclude();
        context.Screen.Show(adapter, checker.Statistics);
        return checker;
    }

    private void Draw(DataAdapter adapter, IExampleSource source, IReadOnlyList<int> sound, string path)
    {
        ImageFile.Write(path, SampleSheet.Draw(adapter, source, sound));
        context.Screen.Line($"Labelled and augmented images of {adapter.Name} are in {Path.GetFullPath(path)}");
    }
}
