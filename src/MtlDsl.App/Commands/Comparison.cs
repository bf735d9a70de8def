using MtlDsl.App.Verifying;
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
    private readonly string onnx;

    /// <param name="context">The program.</param>
    /// <param name="weights">File of the weights that torch takes.</param>
    /// <param name="onnx">The exported network.</param>
    /// <param name="device">Where torch computes.</param>
    public Comparison(CommandContext<TModel> context, string weights, string onnx, string device)
    {
        this.onnx = onnx;
        session = PlainForm.Open(onnx, context.Architecture);
        model = context.LoadModel(weights, device);
        function = new ModelFunction(model);
    }

    /// <summary>Runs both on the same inputs.</summary>
    public VerificationResult Run(IEnumerable<float[]> inputs) =>
        Verification.Compare(session.Architecture, function.Run, session.RunOne, inputs);

    /// <summary>The first layer that differs on an input; null where none is found.</summary>
    public FirstDifference? FindLayer(float[] input) => new LayerComparison(model, onnx, Verification.DefaultTolerance).Find(input);

    public void Dispose()
    {
        function.Dispose();
        model.Dispose();
        session.Dispose();
    }
}
