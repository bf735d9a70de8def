namespace MtlDsl;

/// <summary>A piece of a network that is estimated by itself: a stage, or what a head makes of the maps that it reads.</summary>
/// <param name="Name">The stage, or the head.</param>
/// <param name="Cost">What it costs.</param>
public sealed record Step(string Name, Cost Cost);
