using MtlDsl.Onnx;

namespace MtlDsl.App.Verifying;

/// <summary>How far the outputs of a network in float16 or int8 are from torch's, on inputs of one kind.</summary>
/// <param name="Kind">What the inputs are.</param>
/// <param name="Inputs">How many.</param>
/// <param name="Outputs">The errors.</param>
/// <param name="Precision">The precision.</param>
internal sealed record PrecisionErrors(string Kind, int Inputs, IReadOnlyList<OutputError> Outputs, Precision Precision)
{
    /// <summary>
    /// The mean error that rounding may make, as a share of the output. Sound exports stay well below, also where a few values round badly; a layer
    /// that is missing or wrong makes more. What the error means for a task, only evaluation tells.
    /// </summary>
    public double Allowed => Precision is Precision.Int8 ? 0.25 : 0.02;

    /// <summary>Whether all outputs are within it.</summary>
    public bool Passed => Outputs.All(IsEnough);

    /// <summary>Whether an output is within it; one that is not a number is not.</summary>
    public bool IsEnough(OutputError output) => output.Mean <= Allowed;
}
