namespace MtlDsl.Layers.Tests;

/// <summary>Two classes: every network here needs a head, and this is the smallest.</summary>
public enum Kind
{
    Ground,
    Thing,
}
