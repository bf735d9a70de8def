using MtlDsl.Deployment;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Evaluation;

namespace MtlDsl.App.Commands;

/// <summary>A network in torch and the same in ONNX Runtime, side by side.</summary>
internal sealed class Comparison<TModel> : IDisposable where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private readonly TModel model;
    private readonly ModelFunction function;
    private readonly NetworkSession session;

    public Comparison(CommandContext<TModel> context, string weights, string onnx)
    {
        session = NetworkSession.Load(onnx, context.Architecture);
        model = context.LoadModel(weights);
        function = new ModelFunction(model);
    }

    /// <summary>Runs both on the same inputs.</summary>
    public VerificationResult Run(IEnumerable<float[]> inputs) =>
        Verification.Compare(session.Architecture, function.Run, input => session.Run(input), inputs);

    public void Dispose()
    {
        function.Dispose();
        model.Dispose();
        session.Dispose();
    }
}
