namespace MtlDsl.Onnx;

public sealed partial class OnnxGraph
{
    /// <summary>
    /// The cells of a map as rows: N x (k width) x H x W to N x (H W k) x width. Row by row, cell by cell, then the k rows of a cell: the
    /// order of default boxes.
    /// </summary>
    /// <param name="map">A map.</param>
    /// <param name="width">Values a row.</param>
    /// <exception cref="ArgumentException">The channels are no multiple of the width.</exception>
    public Value Rows(Value map, int width)
    {
        var layer = $"{map.Name}.rows";
        OwnMap(map, layer);
        if (width < 1 || map.Channels % width != 0)
            throw new ArgumentException($"{layer}: {map.Channels} channels cannot be cut into rows of {width}.", nameof(width));

        var rows = map.Height * map.Width * (map.Channels / width);
        var last = Node("Transpose", $"{map.Name}.transpose", [map.Name!], Attributes.Ints("perm", 0, 2, 3, 1));
        // A zero copies the batch, fixed or open.
        var shape = constants.Add($"shape.{rows}x{width}", [0, rows, width]);
        return new Value(this, Node("Reshape", layer, [last, shape]), rows, width);
    }

    /// <summary>Values one after the other: rows of one width, or the channels of maps of one size.</summary>
    /// <exception cref="ArgumentException">There are none, or they do not line up.</exception>
    public Value Concat(params ReadOnlySpan<Value> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("concat: there is nothing to put together.", nameof(values));

        var first = values[0];
        var layer = $"{first.Name}.concat";
        var (inputs, total) = (new List<string>(), 0);
        foreach (var value in values)
        {
            Own(value, layer);
            if (value.IsVector || value.IsMap != first.IsMap || value.Width != first.Width || (value.IsMap && value.Height != first.Height))
                throw new ArgumentException($"{layer}: {value} ('{value.Name}') does not line up with {first}.", nameof(values));
            inputs.Add(value.Name!);
            total += value.IsMap ? value.Channels : value.Height;
        }

        var node = Node("Concat", layer, inputs, Attributes.Int("axis", 1));
        return first.IsMap ? Map(node, total, first.Height, first.Width) : new Value(this, node, total, first.Width);
    }
}
