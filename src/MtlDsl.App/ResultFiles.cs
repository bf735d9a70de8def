using MtlDsl.App.Display;
using MtlDsl.Deployment;
using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>Everything that a command was asked to keep of a network's predictions; what is null was not asked for.</summary>
internal sealed class ResultFiles
{
    /// <summary>JSON, a line an image.</summary>
    public JsonLines? Json { get; init; }

    /// <summary>Detections for COCO's evaluation, and where.</summary>
    public (CocoResultsFile File, string Path)? Coco { get; init; }

    /// <summary>Detections for Pascal VOC's evaluation, and where.</summary>
    public (VocResultsFolder Folder, string Path)? Voc { get; init; }

    /// <summary>Class maps.</summary>
    public MaskFolder? Masks { get; init; }

    /// <summary>Pictures.</summary>
    public OverlayWriter? Overlays { get; init; }

    /// <summary>Keeps what the network says of an image.</summary>
    public void Add(string name, RgbImage? image, NetworkPrediction prediction)
    {
        Json?.Add(name, prediction);
        Coco?.File.Add(name, prediction);
        Voc?.Folder.Add(name, prediction);
        Masks?.Add(name, prediction);
        if (image is not null)
            Overlays?.Add(name, image, prediction.Heads);
    }

    /// <summary>Writes what is written in the end, and makes sure that the rest is still there.</summary>
    /// <exception cref="IOException">A folder is gone, and the files in it.</exception>
    public void Finish(Screen screen)
    {
        Masks?.Finish();
        screen.Write(Coco?.Path, path => Coco!.Value.File.Write(path));
        screen.Write(Voc?.Path, path => Voc!.Value.Folder.Write(path));
    }
}
