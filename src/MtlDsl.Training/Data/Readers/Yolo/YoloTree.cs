namespace MtlDsl.Training.Data;

/// <summary>An image of a data set in YOLO's format.</summary>
/// <param name="Id">Its name: its path without the folder of images and the extension.</param>
/// <param name="Image">Its file.</param>
/// <param name="Labels">The file of its labels; null where it has none.</param>
/// <param name="Mask">Its mask; null where it has none.</param>
internal sealed record YoloEntry(string Id, string Image, string? Labels, string? Mask)
{
    /// <summary>What it was cut from; null where it stands for itself.</summary>
    public string? Origin { get; init; }
}

/// <summary>Finds the labels and masks of images: alike in folders beside that of the images, or beside the images where their folder has another name.</summary>
/// <param name="folder">The data set's folder.</param>
/// <param name="masks">Name of the folder of masks; null if there are none.</param>
internal sealed class YoloTree(DatasetFolder folder, string? masks)
{
    /// <summary>The usual names of the folders.</summary>
    public const string Images = "images", Labels = "labels";

    /// <summary>The images of a folder and of those in it, by their names from there on.</summary>
    /// <exception cref="DataException">There are no labels for them, or a label file has no image.</exception>
    public IReadOnlyDictionary<string, YoloEntry> Below(string place)
    {
        var (labels, areBeside) = (Instead(place, Labels), Instead(place, Labels) == place);
        var images = areBeside ? folder.Images(place, SearchOption.AllDirectories, ".txt") : folder.Images(place, SearchOption.AllDirectories);
        var labelled = folder.Stems(labels, [".txt"], SearchOption.AllDirectories);
        var masked = masks is null || areBeside ? null : folder.Stems(Instead(place, masks), [".png"], SearchOption.AllDirectories);
        foreach (var (stem, label) in labelled)
            if (!areBeside && !images.ContainsKey(stem) && Path.GetFileName(stem) != "classes")
                throw new DataException($"'{folder.Root}' has no image {place}/{stem} for the labels '{label}'.");
        return images.ToDictionary(
            image => image.Key, image => new YoloEntry(image.Key, image.Value, labelled.GetValueOrDefault(image.Key), masked?.GetValueOrDefault(image.Key)));
    }

    /// <summary>The images of several folders in the order of their names, which the folder's begins.</summary>
    /// <exception cref="DataException">There are no labels for them, or a label file has no image.</exception>
    public IEnumerable<YoloEntry> Below(IReadOnlyList<string> places) =>
        from place in places
        let name = places.Count > 1 ? $"{Name(place)}/" : ""
        from entry in Below(place).Values.OrderBy(entry => entry.Id, NaturalOrder.Instance)
        select entry with { Id = name + entry.Id };

    /// <summary>An image by its file.</summary>
    public YoloEntry Of(string image)
    {
        var (labels, mask) = (Path.ChangeExtension(Instead(image, Labels), ".txt"), masks is null ? null : Path.ChangeExtension(Instead(image, masks), ".png"));
        return new(Path.ChangeExtension(Name(image), null), image, File.Exists(labels) ? labels : null, mask != image && File.Exists(mask) ? mask : null);
    }

    // The path with another folder for that of the images, the innermost of its name; the same where none has it.
    private string Instead(string path, params string[] other)
    {
        var names = Path.GetRelativePath(folder.Root, Path.Combine(folder.Root, path)).Split(Path.DirectorySeparatorChar);
        var at = Array.LastIndexOf(names, Images);
        return at < 0 ? path : Path.Combine([Path.IsPathRooted(path) ? folder.Root : "", .. names[..at], .. other, .. names[(at + 1)..]]);
    }

    private string Name(string path) => Path.GetRelativePath(folder.Root, Instead(path)).Replace(Path.DirectorySeparatorChar, '/');
}
