using System.Numerics;

namespace MtlDsl.Metrics;

/// <summary>
/// How well images of the same thing are found by the distance of their embeddings: every image is looked for among all others, which are
/// ranked by rising Euclidean distance (Zheng et al., "Scalable Person Re-identification", 2015, without cameras). Images are added one by
/// one and their vectors kept.
/// </summary>
public sealed class RetrievalAccuracy
{
    private readonly List<(float[] Vector, long Identity)> images = [];

    /// <summary>Adds an image.</summary>
    /// <param name="vector">Its embedding.</param>
    /// <param name="identity">What it shows.</param>
    /// <exception cref="ArgumentException">The vector's length is not that of the others.</exception>
    public void Add(ReadOnlySpan<float> vector, long identity)
    {
        if (images.Count > 0 && images[0].Vector.Length != vector.Length)
            throw new ArgumentException($"A vector of {vector.Length} values cannot be compared with vectors of {images[0].Vector.Length}.", nameof(vector));
        images.Add((vector.ToArray(), identity));
    }

    /// <summary>Adds the images of another measurement.</summary>
    /// <exception cref="ArgumentException">Its vectors have another length.</exception>
    public void Merge(RetrievalAccuracy other)
    {
        foreach (var (vector, identity) in other.images)
            Add(vector, identity);
    }

    /// <summary>Looks for every image that shares its identity with another.</summary>
    /// <returns>
    /// The number of these images; rank-1, the share of them whose nearest neighbour has their identity; and mAP, the mean over them of the
    /// average precision: the mean, over the images of the identity, of the share of hits down to that image's rank. NaN where there are none.
    /// </returns>
    public (int Queries, double RankOne, double MeanAveragePrecision) Compute()
    {
        var (queries, first, precision) = (0, 0, 0.0);
        var distances = new float[images.Count];
        var order = new int[images.Count];
        for (var query = 0; query < images.Count; query++)
        {
            for (var i = 0; i < order.Length; i++)
                (distances[i], order[i]) = (Distance(images[query].Vector, images[i].Vector), i);
            // By distance and then by index, so that equal distances give the same result everywhere.
            Array.Sort(order, (a, b) => distances[a] != distances[b] ? distances[a].CompareTo(distances[b]) : a.CompareTo(b));
            var (rank, hits, sum) = (0, 0, 0.0);
            foreach (var found in order)
            {
                if (found == query)
                    continue;
                rank++;
                if (images[found].Identity != images[query].Identity)
                    continue;
                hits++;
                sum += (double)hits / rank;
                first += rank == 1 ? 1 : 0;
            }
            if (hits == 0)
                continue;
            queries++;
            precision += sum / hits;
        }
        return (queries, (double)first / queries, precision / queries);
    }

    // The square of the distance; infinite where a value is not a number.
    private static float Distance(float[] a, float[] b)
    {
        var i = 0;
        var squares = Vector<float>.Zero;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var difference = new Vector<float>(a, i) - new Vector<float>(b, i);
            squares += difference * difference;
        }
        var sum = Vector.Sum(squares);
        for (; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return float.IsNaN(sum) ? float.PositiveInfinity : sum;
    }
}
