namespace MtlDsl.Training.Data;

/// <summary>An image and the file of the same name that labels its pixels.</summary>
/// <param name="Stem">What both are called.</param>
/// <param name="Image">The image.</param>
/// <param name="Labels">The file that labels it.</param>
/// <param name="Origin">What the image comes from; null where it stands for itself.</param>
internal sealed record PairedFile(string Stem, string Image, string Labels, string? Origin);
