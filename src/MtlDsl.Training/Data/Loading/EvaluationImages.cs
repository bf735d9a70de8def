using System.Collections;
using static TorchSharp.torch;

namespace MtlDsl.Training.Data;

/// <summary>The images of a data set one after the other, whole and as they are, for evaluation.</summary>
/// <param name="adapter">Brings the data set's labels to the network's heads.</param>
/// <param name="examples">The images.</param>
public sealed class EvaluationImages(DataAdapter adapter, IExampleSource examples) : IEnumerable<EvaluationImage>
{
    private readonly SampleMapper mapper = new(adapter);
    private readonly SampleRenderer renderer = new(adapter.Architecture);

    /// <summary>Number of images.</summary>
    public int Count => examples.Count;

    /// <summary>Reads an image, which the caller disposes.</summary>
    /// <exception cref="DataException">The image cannot be read or has an unknown label.</exception>
    public EvaluationImage Read(int index)
    {
        var sample = mapper.Map(examples.Read(index));
        var planes = new float[renderer.ImageLength];
        renderer.RenderImage(sample, planes);
        var input = tensor(planes, [1, 3, renderer.Size.Height, renderer.Size.Width]).DetachFromDisposeScope();
        return new EvaluationImage(sample, input);
    }

    /// <summary>Reads the images in order; each is the caller's to dispose.</summary>
    public IEnumerator<EvaluationImage> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return Read(index);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
