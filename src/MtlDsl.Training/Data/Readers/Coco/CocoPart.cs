namespace MtlDsl.Training.Data;

/// <summary>Where a part of a data set in COCO's format lies: its file of annotations, and the folder of its images.</summary>
/// <param name="Annotations">The file; null for a part that is not set aside.</param>
/// <param name="Name">The part's name, "train2017"; null where there is one file only.</param>
internal readonly record struct CocoPart(string? Annotations, string? Name)
{
    private const string Prefix = "instances_";
    private const string Beside = "_annotations.coco.json";
    private static readonly string[] SingleFiles = ["annotations.json", "instances.json", Beside];

    /// <summary>Looks for files of parts in "annotations", then beside the parts' images as Roboflow writes them, then for the only file.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="split">Which part; testing takes "val" where there is no "test". A name may go on after that: "train2017", "valid".</param>
    /// <exception cref="DataException">There is no file for the part, or two of a kind.</exception>
    public static CocoPart Find(string root, Split split)
    {
        var folder = Path.Combine(root, "annotations");
        var inFolder = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, Prefix + "*.json").Select(path => new CocoPart(path, Path.GetFileNameWithoutExtension(path)[Prefix.Length..]))
            : [];
        var beside = DatasetFolder.Folders(root).Select(path => new CocoPart(Path.Combine(path, Beside), Path.GetFileName(path)))
            .Where(part => File.Exists(part.Annotations));
        CocoPart[] parts = [.. (inFolder.Any() ? inFolder : beside).OrderBy(part => part.Name, StringComparer.Ordinal)];

        var (train, validation, test) = (Of("train"), Of("val"), Of("test"));
        if (train is null && validation is null && test is null)
        {
            var single = SingleFiles.SelectMany(name => new[] { Path.Combine(root, name), Path.Combine(folder, name) }).FirstOrDefault(File.Exists);
            return single is not null
                ? new(split == Split.Validation ? null : single, null)
                : throw new DataException($"'{root}' has no annotations/{Prefix}train....json, no train/{Beside}, and none of {string.Join(", ", SingleFiles)}.");
        }
        var found = SplitChoice.Of(split, train, validation, test);
        return found is not null || split == Split.Validation
            ? found ?? default
            : throw new DataException($"'{root}' has no file of annotations for {split}, only {Files(parts)}.");

        CocoPart? Of(string beginning)
        {
            CocoPart[] matches = [.. parts.Where(part => part.Name!.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))];
            return matches.Length switch
            {
                0 => null,
                1 => matches[0],
                _ => throw new DataException($"'{root}' has several files of annotations for '{beginning}' ({Files(matches)}); keep one."),
            };
        }

        string Files(CocoPart[] parts) => string.Join(", ", parts.Select(part => Path.GetRelativePath(root, part.Annotations!)));
    }

    /// <summary>The folder of the part's images.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public string ImageFolder(string root)
    {
        string[] candidates = Name is null ? ["images", "."] : [Name, Path.Combine("images", Name), "images"];
        return candidates.Select(name => Path.Combine(root, name)).FirstOrDefault(Directory.Exists)
            ?? throw new DataException($"'{root}' has no folder for the images of '{Name}'; expected is {string.Join(" or ", candidates)}.");
    }
}
