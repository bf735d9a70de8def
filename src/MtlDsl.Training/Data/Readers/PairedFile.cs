namespace MtlDsl.Training.Data;

/// <summary>An image and the file of the same name that labels its pixels.</summary>
/// <param name="Stem">What both are called.</param>
/// <param name="Image">The image.</param>
/// <param name="Labels">The file that labels it.</param>
/// <param name="Origin">What the image comes from.</param>
internal sealed record PairedFile(string Stem, string Image, string Labels, string? Origin = null)
{
    /// <summary>The pairs of two folders, by their names.</summary>
    /// <param name="folder">The data set's.</param>
    /// <param name="images">The folder of the images.</param>
    /// <param name="labels">The folder of the files that label them.</param>
    /// <param name="suffix">What their names have after the images'.</param>
    /// <param name="kind">What they are called in messages: "mask".</param>
    /// <param name="extensions">The extensions that they may have; the first one is named in messages.</param>
    /// <exception cref="DataException">A folder is missing, or an image lacks its file or a file its image.</exception>
    public static IReadOnlyDictionary<string, PairedFile> Find(
        DatasetFolder folder, string images, string labels, string suffix, string kind, IReadOnlyList<string> extensions)
    {
        var pictures = folder.Images(images);
        var files = folder.Stems(labels, extensions)
            .Where(file => file.Key.EndsWith(suffix, StringComparison.Ordinal))
            .ToDictionary(file => file.Key[..^suffix.Length], file => file.Value, StringComparer.Ordinal);
        foreach (var (stem, file) in files)
            if (!pictures.ContainsKey(stem))
                throw new DataException($"'{folder.Root}' has no image {images}/{stem} for the {kind} '{file}'.");
        foreach (var (stem, image) in pictures)
            if (!files.ContainsKey(stem))
                throw new DataException($"The image '{image}' has no {kind}; expected {labels}/{stem}{suffix}.png.");
        return pictures.ToDictionary(picture => picture.Key, picture => new PairedFile(picture.Key, picture.Value, files[picture.Key]), StringComparer.Ordinal);
    }
}
