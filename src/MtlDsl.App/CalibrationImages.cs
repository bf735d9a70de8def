using MtlDsl.Training.Data;

namespace MtlDsl.App;

/// <summary>A number of images of data sets, spread evenly over them, as a network takes them.</summary>
internal sealed class CalibrationImages(IReadOnlyList<EvaluationImages> sets, int wanted)
{
    private readonly int total = sets.Sum(set => set.Count);

    /// <summary>Number of images: as many as wanted or, in small data sets, as many as there are.</summary>
    public int Count => Math.Min(wanted, total);

    /// <summary>Reads an image: normalised, 3 x height x width.</summary>
    public float[] Read(int index)
    {
        // Middles of equal parts: neither the first nor the last image counts more than others.
        var position = (int)((2L * index + 1) * total / (2L * Count));
        foreach (var set in sets)
        {
            if (position < set.Count)
            {
                using var image = set.Read(position);
                using var values = image.Input.data<float>();
                return values.ToArray();
            }
            position -= set.Count;
        }
        throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} images.");
    }
}
