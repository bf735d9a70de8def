namespace MtlDsl.Training.Checkpoints;

/// <summary>A run of values in a .pth file that tensors are views of.</summary>
/// <param name="Type">What one value is.</param>
/// <param name="Key">Its name in the zip.</param>
/// <param name="Count">Number of values.</param>
internal sealed record PickledStorage(ElementType Type, string Key, long Count);

/// <summary>A tensor of a .pth file: a strided view of a storage.</summary>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides)
{
    /// <summary>Makes sure that no value lies outside the storage.</summary>
    /// <exception cref="FormatException">One does, or shape and strides make no sense.</exception>
    public void CheckInside(string name)
    {
        if (Shape.Count != Strides.Count || Offset < 0 || Shape.Any(side => side < 0) || Strides.Any(stride => stride < 0))
            throw new FormatException($"the tensor '{name}' has an impossible shape: {this}");
        try
        {
            var count = Shape.Aggregate(1L, (product, side) => checked(product * side));
            var last = Shape.Zip(Strides).Aggregate(Offset, (sum, pair) => checked(sum + (pair.First - 1) * pair.Second));
            // Strides of 0 (expanded tensors) are not written by state_dict(); without them a tensor is no larger than its storage.
            if (count > 0 && (last >= Storage.Count || count > Storage.Count))
                throw new FormatException($"the tensor '{name}' reaches beyond its storage of {Storage.Count} values: {this}");
        }
        catch (OverflowException)
        {
            throw new FormatException($"the tensor '{name}' is larger than any file: {this}");
        }
    }

    /// <summary>The tensor's values from its storage, the last side running fastest.</summary>
    public byte[] Gather(ReadOnlySpan<byte> storage)
    {
        var size = Storage.Type.Size();
        var count = Shape.Aggregate(1L, (product, side) => product * side);
        var result = new byte[count * size];
        if (count == 0)
            return result;
        if (IsContiguous())
        {
            storage.Slice((int)(Offset * size), result.Length).CopyTo(result);
            return result;
        }
        var index = new long[Shape.Count];
        var source = Offset;
        for (var target = 0; target < result.Length; target += size)
        {
            storage.Slice((int)(source * size), size).CopyTo(result.AsSpan(target));
            for (var side = index.Length - 1; side >= 0; side--)
            {
                source += Strides[side];
                if (++index[side] < Shape[side])
                    break;
                source -= Strides[side] * Shape[side];
                index[side] = 0;
            }
        }
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join('x', Shape)}, strides {string.Join(',', Strides)}, offset {Offset}";

    private bool IsContiguous()
    {
        var expected = 1L;
        for (var side = Shape.Count - 1; side >= 0; side--)
        {
            if (Shape[side] != 1 && Strides[side] != expected)
                return false;
            expected *= Shape[side];
        }
        return true;
    }
}
