using System.Collections;
using static TorchSharp.torch;

namespace MtlDsl.Training.Data;

/// <summary>
/// The images of a data set one after the other, whole and as they are, for evaluation. While one is used the next ones are read, as many
/// as the machine has cores.
/// </summary>
/// <param name="adapter">Brings the data set's labels to the network's heads.</param>
/// <param name="examples">The images.</param>
/// <param name="onFault">What is done about an image that cannot be read: where it is skipped nothing stands in for it.</param>
public sealed class EvaluationImages(DataAdapter adapter, IExampleSource examples, FaultPolicy onFault = FaultPolicy.Stop)
    : IEnumerable<EvaluationImage>
{
    private readonly SampleReader samples = new(adapter, examples, onFault);
    private readonly SampleRenderer renderer = new(adapter.Architecture);

    /// <summary>Number of images, broken ones among them.</summary>
    public int Count => examples.Count;

    /// <summary>The images that were left out so far because they are broken.</summary>
    public IReadOnlyList<SampleFault> Faults => [.. samples.Faults];

    /// <summary>Reads an image, which the caller disposes.</summary>
    /// <exception cref="DataException">The image cannot be read or has an unknown label, whether or not such are skipped.</exception>
    public EvaluationImage Read(int index)
    {
        var sample = samples.ReadExactly(index);
        return ToImage(sample, Render(sample));
    }

    /// <summary>Reads the images in order; each is the caller's to dispose.</summary>
    /// <exception cref="DataException">An image cannot be read or has an unknown label; where such are skipped, every image is such.</exception>
    public IEnumerator<EvaluationImage> GetEnumerator()
    {
        var given = 0;
        foreach (var prepared in ReadAhead.Each(Count, Prepare))
        {
            if (prepared is not var (sample, planes))
                continue;
            given++;
            yield return ToImage(sample, planes);
        }
        if (given == 0 && Count > 0)
            throw samples.NothingToRead();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private (Sample Sample, float[] Planes)? Prepare(int index) => samples.TryRead(index) is { } sample ? (sample, Render(sample)) : null;

    private float[] Render(Sample sample)
    {
        var planes = new float[renderer.ImageLength];
        renderer.RenderImage(sample, planes);
        return planes;
    }

    private EvaluationImage ToImage(Sample sample, float[] planes) =>
        new(sample, tensor(planes, [1, 3, renderer.Size.Height, renderer.Size.Width], device: CPU).DetachFromDisposeScope());
}
