using MtlDsl.Vision;

namespace MtlDsl;

/// <summary>One class of a head.</summary>
/// <param name="Name">The name of the enum's member.</param>
/// <param name="Color">The colour it is drawn in.</param>
public sealed record ClassInfo(string Name, Rgb Color);
