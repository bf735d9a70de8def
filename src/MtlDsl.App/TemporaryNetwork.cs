using MtlDsl.Onnx;

namespace MtlDsl.App;

/// <summary>A network as a file for as long as it is looked at.</summary>
internal sealed class TemporaryNetwork : IDisposable
{
    /// <exception cref="IOException">It cannot be written.</exception>
    public TemporaryNetwork(OnnxModel model) => model.Save(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"mtldsl-{Guid.NewGuid():N}.onnx");

    public void Dispose() => File.Delete(Path);
}
