using System.CommandLine;
using MtlDsl.App.Display;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;

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
        context.Screen.Write(parsed.GetValue(svg), path => AtomicFile.Write(path, architecture.ToSvg()));
        context.Screen.Write(parsed.GetValue(json), path => AtomicFile.Write(path, ArchitectureJson.Write(architecture)));
        return ExitCode.Success;
    }
}
