using MtlDsl.Vision;

namespace MtlDsl.App.Report;

/// <summary>An example on the report: the labels beside what the network saw.</summary>
/// <param name="Name">What the data set calls the image.</param>
/// <param name="Size">Size of the picture.</param>
/// <param name="Jpeg">The picture.</param>
internal sealed record ReportPicture(string Name, PixelSize Size, byte[] Jpeg);
