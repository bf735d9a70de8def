namespace MtlDsl.Metrics;

/// <summary>What became of a detection among objects of one size.</summary>
/// <param name="Score">Its score.</param>
/// <param name="Rank">How many detections of its class and image scored higher.</param>
/// <param name="Hits">A bit for each overlap at which it found an object.</param>
/// <param name="Ignored">A bit for each overlap at which it counts for nothing.</param>
internal readonly record struct CocoOutcome(float Score, byte Rank, ushort Hits, ushort Ignored);
