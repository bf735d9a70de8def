using MtlDsl.Deployment;
using MtlDsl.Imaging;

namespace MtlDsl.App;

/// <summary>Class maps as PNG files whose pixels are class indices, with the classes' colours as their palette: <c>{image}.png</c>.</summary>
internal sealed class MaskFolder
{
    private readonly OutputFolder folder;
    private readonly int heads;

    /// <exception cref="UsageException">The network has no class maps.</exception>
    public MaskFolder(Architecture architecture, string folder, string option)
    {
        (this.folder, heads) = (new OutputFolder(folder), architecture.Heads.OfType<SegmentationHead>().Count());
        if (heads == 0)
            throw new UsageException($"{option} takes the class maps of a segmentation head; {architecture.Name} has none.");
    }

    /// <summary>Writes the maps of an image; those of several heads have the head's name in the file's.</summary>
    /// <exception cref="ImageException">One cannot be written.</exception>
    /// <exception cref="IOException">The folder is gone, and the maps before with it.</exception>
    public void Add(string image, NetworkPrediction prediction)
    {
        foreach (var (head, labels) in prediction.Heads.OfType<SegmentationPrediction>())
            LabelFile.Write(
                folder.Next(heads == 1 ? $"{image}.png" : $"{image}.{head.Name}.png"), labels, [.. head.Classes.Select(@class => @class.Color)]);
    }

    /// <summary>Makes sure that the maps are still there.</summary>
    /// <exception cref="IOException">The folder is gone, and the maps with it.</exception>
    public void Finish() => folder.Check();
}
