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

    /// <summary>The precision that the file says it is in.</summary>
    /// <exception cref="InvalidDataException">It says one that is not known.</exception>
    public Precision Precision => !OnnxModel.Load(onnx).Metadata.TryGetValue(ConvertedModel.MetadataKey, out var text)
        ? Precision.Float32
        : Enum.TryParse<Precision>(text, out var precision) && Enum.IsDefined(precision)
            ? precision
            : throw new InvalidDataException($"'{onnx}' says that its precision is '{text}', which is not known here. Export it again.");

    /// <summary>Runs both on the same inputs.</summary>
    public VerificationResult Run(IEnumerable<float[]> inputs) =>
        Verification.Compare(session.Architecture, function.Run, session.RunOne, inputs);

    /// <summary>How far the outputs of both are apart on the same inputs.</summary>
    public IReadOnlyList<OutputError> Errors(IEnumerable<float[]> inputs)
    {
        List<OutputError> errors = [.. session.Architecture.OutputNames.Select(name => new OutputError(name))];
        foreach (var input in inputs)
            foreach (var (error, (wanted, found)) in errors.Zip(function.Run(input).Zip(session.RunOne(input))))
                error.Add(wanted, found);
        return errors;
    }

    /// <summary>The first layer that differs on an input; null where none is found.</summary>
    public FirstDifference? FindLayer(float[] input) => new LayerComparison(model, onnx, Verification.DefaultTolerance).Find(input);

    public void Dispose()
    {
        function.Dispose();
        model.Dispose();
        session.Dispose();
    }
}
