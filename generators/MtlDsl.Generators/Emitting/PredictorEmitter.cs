using System.Collections.Generic;
using MtlDsl.Generators.Heads;

namespace MtlDsl.Generators.Emitting;

/// <summary>Writes the typed client of the exported network. It knows nothing of torch.</summary>
internal static class PredictorEmitter
{
    private const string Deployment = "global::MtlDsl.Deployment";

    /// <summary>What all predictors can do stands in the library; what is a network's own are its types.</summary>
    public const string Header = $"public sealed class Predictor : {Deployment}.NetworkPredictor<Prediction>";

    public static void WritePredictor(CodeWriter writer, string name, IReadOnlyList<HeadSpec> heads)
    {
        writer.Summary($"Runs an exported {name} on images.");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Open(Header))
        {
            writer.Line($"private Predictor({Deployment}.NetworkSession session) : base(session) {{ }}").Line();
            writer.Summary("Opens an exported network.");
            writer.Line("/// <param name=\"path\">The ONNX file.</param>");
            writer.Line("/// <param name=\"settings\">Providers, threads, thresholds, how images are fitted; the defaults if not given.</param>");
            writer.Line($"public static Predictor Load(string path, {Deployment}.SessionSettings? settings = null) =>");
            using (writer.Indent())
                writer.Line($"new({Deployment}.NetworkSession.Load(path, Architecture, settings));");
        }
        writer.Line();
        TypesEmitter.WritePrediction(writer, heads);
    }
}
