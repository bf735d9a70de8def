using System.Text.Json;

namespace MtlDsl.Training.Data;

/// <summary>An image of a COCO file; its size is 0 where the file does not give it.</summary>
internal sealed record CocoImage(long Id, string FileName, int Width, int Height)
{
    /// <exception cref="FormatException">A property is missing or wrong; the message names it.</exception>
    public static CocoImage From(JsonElement json) => new(
        json.Get("id", JsonValues.Whole<long>), json.Get("file_name", JsonValues.Text),
        json.Get("width", JsonValues.Whole<int>, 0), json.Get("height", JsonValues.Whole<int>, 0));
}

/// <summary>A category of a COCO file.</summary>
internal sealed record CocoCategory(int Id, string Name)
{
    /// <exception cref="FormatException">A property is missing or wrong; the message names it.</exception>
    public static CocoCategory From(JsonElement json) => new(json.Get("id", JsonValues.Whole<int>), json.Get("name", JsonValues.Text));
}

/// <summary>An annotation of a COCO file: an object, or a crowd of them.</summary>
internal sealed record CocoAnnotation(long Id, int CategoryId, float[]? Box, bool IsCrowd, float Area, JsonElement Segmentation)
{
    /// <summary>How large it is, for the order of painting: of the outline, or of the box where a tool did not work it out.</summary>
    public float Size => Area > 0 ? Area : Box is [_, _, var width, var height] ? width * height : 0;

    /// <summary>Whether there is an outline, or runs, by which the object's pixels are known.</summary>
    public bool HasOutline => IsOutline(Segmentation);

    /// <summary>As much as is looked at when a file is opened: whose the annotation is, and whether it has an outline.</summary>
    /// <exception cref="FormatException">The image is missing or wrong.</exception>
    public static (long Image, bool HasOutline) Glance(JsonElement json) =>
        (json.Get("image_id", JsonValues.Whole<long>), IsOutline(json.Get("segmentation", value => value, default)));

    /// <exception cref="FormatException">A property is missing or wrong; the message names it.</exception>
    public static CocoAnnotation From(JsonElement json) => new(
        json.Get("id", JsonValues.Whole<long>, 0), json.Get("category_id", JsonValues.Whole<int>), json.Get("bbox", box => box.List(JsonValues.Number), null),
        json.Get("iscrowd", JsonValues.Flag, false), json.Get("area", JsonValues.Number, 0), json.Get("segmentation", value => value, default));

    // Tools that know boxes only write an empty list, or a list of empty ones.
    private static bool IsOutline(JsonElement segmentation) => segmentation.ValueKind == JsonValueKind.Object
        || (segmentation.ValueKind == JsonValueKind.Array
            && segmentation.EnumerateArray().Any(polygon => polygon.ValueKind != JsonValueKind.Array || polygon.GetArrayLength() > 0));
}
