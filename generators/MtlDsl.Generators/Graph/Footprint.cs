using System;

namespace MtlDsl.Generators.Graph;

/// <summary>What a cell of a map sees of an earlier map, along a side.</summary>
/// <param name="Extent">Cells from the first to the last that it sees.</param>
/// <param name="Stride">Cells between what two neighbours see.</param>
internal readonly record struct Footprint(double Extent, double Stride)
{
    /// <summary>What a component sees that takes every cell by itself.</summary>
    public static Footprint Cell { get; } = new(1, 1);

    /// <summary>What is seen through two components in a row (Araujo, Norris and Sim, 2019).</summary>
    public Footprint Then(Footprint next) => new(Extent + (next.Extent - 1) * Stride, Stride * next.Stride);

    /// <summary>What is seen on several paths between the same maps.</summary>
    public Footprint Beside(Footprint other) => this with { Extent = Math.Max(Extent, other.Extent) };
}
