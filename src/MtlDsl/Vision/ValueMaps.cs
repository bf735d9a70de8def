namespace MtlDsl.Vision;

/// <summary>Brings dense maps to another size.</summary>
public static class ValueMaps
{
    /// <summary>
    /// Enlarges a network's values to an image, bilinearly with pixel centres aligned, as PyTorch's
    /// <c>interpolate(..., mode="bilinear", align_corners=False)</c>. The values themselves do not change with the size.
    /// </summary>
    /// <param name="values">Channels x height x width of the values.</param>
    /// <param name="channels">Values a pixel.</param>
    /// <param name="valuesSize">Size of a plane of the values.</param>
    /// <param name="target">Size of the result; where it is that of the values they are copied.</param>
    /// <exception cref="ArgumentException">The length of the values is not channels * height * width.</exception>
    public static ValueMap Resize(ReadOnlySpan<float> values, int channels, PixelSize valuesSize, PixelSize target)
    {
        var plane = valuesSize.Width * valuesSize.Height;
        if (values.Length != (long)channels * plane)
            throw new ArgumentException($"{channels} channels of {valuesSize} take {(long)channels * plane} values, not {values.Length}.", nameof(values));
        if (target == valuesSize)
            return new ValueMap(channels, target.Height, target.Width, values.ToArray());

        var result = new ValueMap(channels, target.Height, target.Width);
        var columns = new (int Low, int High, float Weight)[target.Width];
        for (var x = 0; x < columns.Length; x++)
            columns[x] = BilinearAxis.Neighbours(x, target.Width, valuesSize.Width);
        for (var channel = 0; channel < channels; channel++)
        for (var y = 0; y < target.Height; y++)
        {
            var (low, high, weight) = BilinearAxis.Neighbours(y, target.Height, valuesSize.Height);
            var upper = values.Slice(channel * plane + low * valuesSize.Width, valuesSize.Width);
            var lower = values.Slice(channel * plane + high * valuesSize.Width, valuesSize.Width);
            var row = result.Values.AsSpan((channel * target.Height + y) * target.Width, target.Width);
            for (var x = 0; x < row.Length; x++)
            {
                var (left, right, share) = columns[x];
                var above = upper[left] + share * (upper[right] - upper[left]);
                var below = lower[left] + share * (lower[right] - lower[left]);
                row[x] = above + weight * (below - above);
            }
        }
        return result;
    }
}
