using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Models;
using MtlDsl.Vision;

if (args is not [var network, .. { Length: > 0 } images])
{
    Console.Error.WriteLine("usage: Inference model.onnx image...");
    return 2;
}

try
{
    using var predictor = SmallAerial.Predictor.Load(network);
    foreach (var image in images)
    {
        var (surfaces, objects) = predictor.Predict(ImageFile.Read(image));
        Console.WriteLine($"{image}: {Share(surfaces, SceneSurface.Road):P0} road, {objects.Count(found => found.Class == SceneObject.Vehicle)} vehicles");
        foreach (var (kind, score, box) in objects)
            Console.WriteLine(FormattableString.Invariant($"  {kind} {score:0.00} at ({box.Left:0}, {box.Top:0}) - ({box.Right:0}, {box.Bottom:0})"));
    }
    return 0;
}
catch (Exception error)
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}

static double Share(ClassMap<SceneSurface> map, SceneSurface surface) => map.Labels.Labels.AsSpan().Count((byte)surface) / (double)map.Labels.Labels.Length;
