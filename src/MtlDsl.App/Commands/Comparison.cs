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
    private readonly int batch;

    /// <param name="context">The program.</param>
    /// <param name="weights">File of the weights that torch takes.</param>
    /// <param name="onnx">The exported network.</param>
    /// <param name="batch">Images a call that it was exported for.</param>
    public Comparison(CommandContext<TModel> context, string weights, string onnx, int batch = 1)
    {
        (this.onnx, this.batch) = (onnx, batch);
        session = PlainForm.Open(onnx, context.Architecture);
        model = context.LoadModel(weights);
        function = new ModelFunction(model);
    }

    /// <summary>Runs both on the same inputs.</summary>
    public VerificationResult Run(IEnumerable<float[]> inputs) =>
        Verification.Compare(session.Architecture, function.Run, RunExported, inputs);

    /// <summary>The first layer that differs on an input; null where none is found.</summary>
    public FirstDifference? FindLayer(float[] input) => new LayerComparison(model, onnx, Verification.DefaultTolerance).Find(input);

    // A batch of the same image; the last one's outputs are compared.
    private IReadOnlyList<float[]> RunExported(float[] input)
    {
        var outputs = session.Run([.. Enumerable.Repeat(input, batch).SelectMany(values => values)], batch);
        return [.. outputs.Select(output => output[^(output.Length / batch)..])];
    }

    public void Dispose()
    {
        function.Dispose();
        model.Dispose();
        session.Dispose();
    }
}
