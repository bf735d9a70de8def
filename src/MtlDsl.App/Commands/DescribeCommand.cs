using System.CommandLine;
using MtlDsl.App.Display;
using MtlDsl.Onnx;
using MtlDsl.Training;

namespace MtlDsl.App.Commands;

/// <summary><c>describe</c>: what is known of the network at build time; needs neither data nor weights.</summary>
internal sealed class DescribeCommand<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private readonly CommandContext<TModel> context;
    private readonly Option<string?> svg = new("--svg") { Description = "Where to write a drawing of the network", HelpName = "FILE" };
    private readonly Option<string?> json = new("--json") { Description = "Where to write the report for programs", HelpName = "FILE" };

    public DescribeCommand(CommandContext<TModel> context)
    {
        this.context = context;
        Command = new Command("describe", "Show the network's stages, parts and heads, what they cost, and how long boards take") { svg, json };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var architecture = context.Architecture;
        context.Screen.Show(architecture);
        Write(parsed.GetValue(svg), architecture.ToSvg);
        Write(parsed.GetValue(json), () => ArchitectureJson.Write(architecture));
        return ExitCode.Success;
    }

    private void Write(string? file, Func<string> text)
    {
        if (file is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, text());
        context.Screen.Line($"Wrote {file}");
    }
}
