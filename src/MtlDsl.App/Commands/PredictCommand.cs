using System.CommandLine;
using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Vision;

namespace MtlDsl.App.Commands;

/// <summary><c>predict</c>: runs the exported network on image files; pictures with what it saw, a table of the objects, a file of the embeddings.</summary>
internal sealed class PredictCommand<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private readonly CommandContext<TModel> context;
    private readonly Argument<string[]> images = new("images") { Description = "Image files, or folders of them", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> run;
    private readonly Option<string?> onnx = CommonOptions.Onnx("The exported network");
    private readonly Option<string> output = new("--out") { Description = "Folder for the pictures", HelpName = "DIR", DefaultValueFactory = _ => "overlays" };
    private readonly Option<float> score = new("--score") { Description = "Least score of an object that is shown", DefaultValueFactory = _ => 0.3f };
    private readonly Option<int> threads = CommonOptions.Threads();

    public PredictCommand(CommandContext<TModel> context)
    {
        this.context = context;
        run = CommonOptions.Run(context.Architecture.Name);
        Command = new Command("predict", "Run the exported network on images") { images, run, onnx, output, score, threads };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var files = ImageFiles.Find(parsed.GetRequiredValue(images));
        var settings = new SessionSettings
        {
            Threads = parsed.GetValue(threads),
            Detection = new DetectionOptions(ScoreThreshold: parsed.GetValue(score)),
        };
        using var session = NetworkSession.Load(
            CommonOptions.OnnxFile(parsed.GetValue(onnx), parsed.GetRequiredValue(run)), context.Architecture, settings);
        var writer = new OverlayWriter(session, parsed.GetRequiredValue(output));
        foreach (var file in files)
        {
            context.Stop.ThrowIfCancellationRequested();
            writer.Add(Path.GetFileNameWithoutExtension(file), ImageFile.Read(file));
        }
        if (writer.Rows.Count > 0)
            context.Screen.Table(OverlayWriter.Columns, numbers: 5, writer.Rows);
        if (writer.WriteEmbeddings() is { } embeddings)
            context.Screen.Line($"The embeddings are in {Path.GetFullPath(embeddings)}");
        context.Screen.Line($"{files.Count} pictures are in {Path.GetFullPath(parsed.GetRequiredValue(output))}");
        return ExitCode.Success;
    }
}
