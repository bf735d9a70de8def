using System.Text.Json;

namespace MtlDsl.Training.Data;

/// <summary>
/// A file of COCO's instances: what images and categories there are, and where the annotations of each image stand. They themselves are read
/// when they are asked for.
/// </summary>
internal sealed class CocoFile
{
    private const string ImageList = "images", CategoryList = "categories", AnnotationList = "annotations";

    private readonly string path;
    private readonly Dictionary<long, List<(long Offset, int Length, int Index)>> places = [];

    /// <summary>Goes through a file once.</summary>
    /// <exception cref="DataException">It cannot be read, is no JSON, or lacks something or has it twice; the message says where.</exception>
    public CocoFile(string path)
    {
        this.path = path;
        var (images, categories, annotations) = (new List<CocoImage>(), new List<CocoCategory>(), 0);
        IReadOnlySet<string> lists;
        try
        {
            lists = JsonElements.Read(path, (array, element, offset) =>
            {
                switch (array)
                {
                    case ImageList:
                        images.Add(Entry(array, images.Count, element, CocoImage.From));
                        break;
                    case CategoryList:
                        categories.Add(Entry(array, categories.Count, element, CocoCategory.From));
                        break;
                    case AnnotationList:
                        var (image, hasOutline) = Entry(array, annotations, element, CocoAnnotation.Glance);
                        Add(image, (offset, element.Length, annotations++));
                        WithoutOutline += hasOutline ? 0 : 1;
                        break;
                }
            });
        }
        catch (JsonException exception)
        {
            throw new DataException($"{path}, line {1 + (exception.LineNumber ?? 0)}: broken JSON: {exception.Message.TrimEnd('.')}; write the file anew, in UTF-8.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"Cannot read '{path}': {exception.Message}", exception);
        }
        foreach (var (list, count) in new[] { (ImageList, images.Count), (CategoryList, categories.Count), (AnnotationList, 1) })
            if (count == 0 || !lists.Contains(list))
                throw new DataException($"{path} has no \"{list}\"; it is not a file of COCO's instances.");
        CheckUnique(ImageList, images, "file_name", image => image.FileName);
        CheckUnique(ImageList, images, "id", image => image.Id);
        CheckUnique(CategoryList, categories, "id", category => category.Id);
        Images = images;
        Annotations = annotations;
        Remarks = [.. RemarkOrphans(images)];
        // By their numbers: the values of a mask must not hang on the order in which a tool wrote them.
        Categories = categories.OrderBy(category => category.Id).Select((category, index) => (category, index))
            .ToDictionary(pair => pair.category.Id, pair => (pair.category.Name, pair.index + 1));
    }

    /// <summary>The images in the file's order.</summary>
    public IReadOnlyList<CocoImage> Images { get; }

    /// <summary>Number of annotations.</summary>
    public int Annotations { get; }

    /// <summary>Number of annotations that have a box but no outline, so that nobody knows which pixels are the object's.</summary>
    public int WithoutOutline { get; private set; }

    /// <summary>What is wrong with the file and does not stop the reading.</summary>
    public IReadOnlyList<DataRemark> Remarks { get; }

    /// <summary>The categories by their numbers: name, and place in their order, from 1.</summary>
    public IReadOnlyDictionary<int, (string Name, int Place)> Categories { get; }

    /// <summary>Reads the annotations of an image. Safe from several threads.</summary>
    /// <exception cref="DataException">The file has changed, or an annotation is wrong or of an unknown category.</exception>
    public IReadOnlyList<CocoAnnotation> Read(long image)
    {
        if (!places.TryGetValue(image, out var found))
            return [];
        try
        {
            using var handle = File.OpenHandle(path);
            return [.. found.Select(place => Read(handle, place.Offset, place.Length, place.Index))];
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new DataException($"Cannot read the annotations of image {image} in '{path}': {exception.Message}", exception);
        }
    }

    /// <summary>An error in an annotation.</summary>
    public DataException Fault(CocoAnnotation annotation, string what) => new($"{path}: annotation {annotation.Id} {what}.");

    private IEnumerable<DataRemark> RemarkOrphans(IEnumerable<CocoImage> images)
    {
        var known = images.Select(image => image.Id).ToHashSet();
        var orphans = places.Where(place => !known.Contains(place.Key)).ToList();
        if (orphans.Count > 0)
            yield return new(
                $"{path}: {orphans.Sum(orphan => orphan.Value.Count)} annotation(s) are for images that the file does not list, the first of them "
                + $"{AnnotationList}[{orphans.Min(orphan => orphan.Value[0].Index)}] for \"image_id\" {orphans.MinBy(orphan => orphan.Value[0].Index).Key}; "
                + "give them the \"id\" of an image, or remove them.",
                IsFault: true);
    }

    private CocoAnnotation Read(Microsoft.Win32.SafeHandles.SafeFileHandle handle, long offset, int length, int index)
    {
        var bytes = new byte[length];
        RandomAccess.Read(handle, bytes, offset);
        var annotation = Entry(AnnotationList, index, bytes, CocoAnnotation.From);
        return Categories.ContainsKey(annotation.CategoryId)
            ? annotation
            : throw Fault(annotation, $"is of category {annotation.CategoryId}, which the file does not list");
    }

    private T Entry<T>(string list, int index, ReadOnlySpan<byte> json, Func<JsonElement, T> read)
    {
        try
        {
            return read(JsonElement.Parse(json));
        }
        catch (FormatException fault)
        {
            throw new DataException($"{path}: {list}[{index}]: {fault.Message}.", fault);
        }
    }

    private void CheckUnique<T, TKey>(string list, List<T> entries, string property, Func<T, TKey> key)
        where TKey : notnull
    {
        var seen = new Dictionary<TKey, int>();
        for (var index = 0; index < entries.Count; index++)
            if (key(entries[index]) is var value && !seen.TryAdd(value, index))
                throw new DataException($"{path}: {list}[{seen[value]}] and {list}[{index}] have the same \"{property}\", {value}; remove or rename one.");
    }

    private void Add(long image, (long, int, int) place)
    {
        if (!places.TryGetValue(image, out var list))
            places.Add(image, list = []);
        list.Add(place);
    }
}
