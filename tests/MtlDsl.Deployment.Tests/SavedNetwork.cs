using MtlDsl.Onnx;

namespace MtlDsl.Deployment.Tests;

/// <summary>Networks as files.</summary>
internal static class SavedNetwork
{
    /// <summary>Writes a model to a folder and says where.</summary>
    public static string Save(this TemporaryFolder folder, OnnxModel model, string name = "network.onnx")
    {
        var path = folder[name];
        model.Save(path);
        return path;
    }
}
