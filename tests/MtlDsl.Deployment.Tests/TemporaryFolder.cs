using MtlDsl.Onnx;

namespace MtlDsl.Deployment.Tests;

/// <summary>A folder for the files of one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mtldsl-deployment-");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public string Save(OnnxModel model)
    {
        var path = this["network.onnx"];
        model.Save(path);
        return path;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
