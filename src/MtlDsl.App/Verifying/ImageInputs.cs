using MtlDsl.Imaging;
using MtlDsl.Vision;

namespace MtlDsl.App.Verifying;

/// <summary>Image files as inputs.</summary>
internal static class ImageInputs
{
    /// <summary>Each is read when its turn comes, so that however many there are, one is in memory.</summary>
    public static IEnumerable<float[]> Of(Architecture architecture, IEnumerable<string> files, CancellationToken stop) => files.Select(file =>
    {
        stop.ThrowIfCancellationRequested();
        var input = new float[3 * architecture.Input.Width * architecture.Input.Height];
        ImageResampler.ToPlanar(ImageFile.Read(file), ImageResampler.Whole, architecture.Input, architecture.Normalization, input);
        return input;
    });
}
