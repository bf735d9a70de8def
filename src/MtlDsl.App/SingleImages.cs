using MtlDsl.Deployment;

namespace MtlDsl.App;

/// <summary>Runs one image at a time in networks that may have been exported for several a call.</summary>
internal static class SingleImages
{
    /// <summary>The outputs for a normalised image: all images of the call are the same, and the last one's are given.</summary>
    public static IReadOnlyList<float[]> RunOne(this NetworkSession session, float[] input)
    {
        if (session.Batch is not > 1)
            return session.Run(input);
        var batch = session.Batch.Value;
        var outputs = session.Run([.. Enumerable.Repeat(input, batch).SelectMany(values => values)], batch);
        return [.. outputs.Select(output => output[^(output.Length / batch)..])];
    }
}
