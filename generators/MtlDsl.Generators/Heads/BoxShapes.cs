using System;
using System.Collections.Generic;

namespace MtlDsl.Generators.Heads;

/// <summary>The default boxes of a cell, in the order of Caffe's PriorBox layer: min, sqrt(min * max), then each ratio and its inverse.</summary>
internal static class BoxShapes
{
    public static IReadOnlyList<BoxShape> Of(double min, double max, IReadOnlyList<double> sizes, IReadOnlyList<double> ratios, bool flip)
    {
        var shapes = new List<BoxShape>();
        if (min > 0)
        {
            shapes.Add(Square(min));
            if (max > 0)
                shapes.Add(Square(Math.Sqrt(min * max)));
            AddRatios(shapes, min, ratios, flip);
        }
        foreach (var size in sizes)
        {
            shapes.Add(Square(size));
            AddRatios(shapes, size, ratios, flip);
        }
        return shapes;
    }

    private static void AddRatios(List<BoxShape> shapes, double size, IReadOnlyList<double> ratios, bool flip)
    {
        foreach (var ratio in ratios)
        {
            var root = Math.Sqrt(ratio);
            shapes.Add(new(size * root, size / root));
            if (flip)
                shapes.Add(new(size / root, size * root));
        }
    }

    private static BoxShape Square(double side) => new(side, side);
}
