using System.Text.Json;
using System.Text.Json.Serialization;

namespace MtlDsl.Training.Data;

/// <summary>An image of a COCO file.</summary>
internal sealed record CocoImage(
    [property: JsonPropertyName("id")] long Id, [property: JsonPropertyName("file_name")] string? FileName,
    [property: JsonPropertyName("width")] int Width, [property: JsonPropertyName("height")] int Height);

/// <summary>A category of a COCO file.</summary>
internal sealed record CocoCategory([property: JsonPropertyName("id")] int Id, [property: JsonPropertyName("name")] string? Name);

/// <summary>What of an annotation is needed to find it again.</summary>
internal sealed record CocoReference([property: JsonPropertyName("image_id")] long ImageId);

/// <summary>An annotation of a COCO file: an object, or a crowd of them.</summary>
internal sealed record CocoAnnotation(
    [property: JsonPropertyName("id")] long Id, [property: JsonPropertyName("category_id")] int CategoryId,
    [property: JsonPropertyName("bbox")] float[]? Box, [property: JsonPropertyName("iscrowd")] int IsCrowd,
    [property: JsonPropertyName("area")] double Area, [property: JsonPropertyName("segmentation")] JsonElement Segmentation);
