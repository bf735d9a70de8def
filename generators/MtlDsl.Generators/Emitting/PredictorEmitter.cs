using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Heads;

namespace MtlDsl.Generators.Emitting;

/// <summary>Writes the typed client of the exported network. It knows nothing of torch.</summary>
internal static class PredictorEmitter
{
    private const string Deployment = "global::MtlDsl.Deployment";

    public static void WritePredictor(CodeWriter writer, string name, IReadOnlyList<HeadSpec> heads)
    {
        writer.Summary($"Runs an exported {name} on images.");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Open("public sealed class Predictor : global::System.IDisposable"))
        {
            writer.Line($"private readonly {Deployment}.NetworkSession session;").Line();
            writer.Line($"private Predictor({Deployment}.NetworkSession session) => this.session = session;").Line();
            writer.Summary("Opens an exported network.");
            writer.Line("/// <param name=\"path\">The ONNX file.</param>");
            writer.Line("/// <param name=\"settings\">Provider, threads and thresholds; the defaults if not given.</param>");
            writer.Line($"public static Predictor Load(string path, {Deployment}.SessionSettings? settings = null) =>");
            using (writer.Indent())
                writer.Line($"new({Deployment}.NetworkSession.Load(path, Architecture, settings));");
            writer.Line();
            writer.Summary("Runs the network on an image of any size.");
            using (writer.Open("public Prediction Predict(global::MtlDsl.Vision.RgbImage image)"))
            {
                writer.Line("var heads = session.Predict(image);");
                writer.Line("return new Prediction(");
                using (writer.Indent())
                    for (var i = 0; i < heads.Count; i++)
                        writer.Line(heads[i].Typed($"heads[{Text.Number(i)}]") + (i < heads.Count - 1 ? "," : ");"));
            }
            writer.Line().Line("/// <inheritdoc/>").Line("public void Dispose() => session.Dispose();");
        }
        writer.Line();
        TypesEmitter.WritePrediction(writer, [.. heads.Select(h => h.Types)]);
    }
}
