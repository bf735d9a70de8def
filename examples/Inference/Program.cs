using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Models;
using MtlDsl.Vision;

try
{
    switch (args)
    {
        case ["--json", var network, .. { Length: > 0 } images]:
            return await WriteJson(network, images);
        case [var network, .. { Length: > 0 } images]:
            Print(network, images);
            return 0;
        default:
            Console.Error.WriteLine("usage: Inference [--json] model.onnx image...");
            return 2;
    }
}
catch (Exception error)
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}

static void Print(string network, IReadOnlyList<string> images)
{
    using var predictor = SmallAerial.Predictor.Load(network);
    foreach (var image in images)
    {
        var (surfaces, objects) = predictor.Predict(ImageFile.Read(image));
        Console.WriteLine($"{image}: {surfaces.Share(SceneSurface.Road):P0} road, {objects.Count(found => found.Class == SceneObject.Vehicle)} vehicles");
        foreach (var (kind, score, box) in objects)
            Console.WriteLine(FormattableString.Invariant($"  {kind} {score:0.00} at ({box.Left:0}, {box.Top:0}) - ({box.Right:0}, {box.Bottom:0})"));
    }
}

// Frames overlap: one is decoded while another is computed. A broken one is told of, and the others go on.
static async Task<int> WriteJson(string network, IReadOnlyList<string> images)
{
    var settings = new SessionSettings { Providers = [ExecutionProvider.TensorRt, ExecutionProvider.Cuda, ExecutionProvider.Cpu], Fit = ImageFit.Letterbox };
    using var predictor = SmallAerial.Predictor.Load(network, settings);
    await using var frames = predictor.Stream(new ImageFileFrames(images));
    await using var output = Console.OpenStandardOutput();
    var json = new JsonLines(output);
    var failed = 0;
    await foreach (var frame in frames)
        if (frame.Error is { } error)
        {
            failed++;
            json.Add(images[(int)frame.Number], error);
        }
        else
            json.Add(images[(int)frame.Number], frame.Prediction);
    return failed == 0 ? 0 : 1;
}
