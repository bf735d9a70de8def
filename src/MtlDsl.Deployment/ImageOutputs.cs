namespace MtlDsl.Deployment;

/// <summary>The part of a call's outputs that one of its images has.</summary>
/// <param name="outputs">The outputs, image by image.</param>
/// <param name="index">Which image.</param>
/// <param name="batch">How many images the outputs are of.</param>
internal readonly struct ImageOutputs(IReadOnlyList<float[]> outputs, int index = 0, int batch = 1)
{
    public ReadOnlySpan<float> this[int output]
    {
        get
        {
            var length = outputs[output].Length / batch;
            return outputs[output].AsSpan(index * length, length);
        }
    }
}
