using MtlDsl.Onnx;

namespace MtlDsl.Deployment.Tests;

/// <summary>Networks as files.</summary>
internal static class SavedNetwork
{
    /// <summary>Writes a model to a folder and says where.</summary>
    public static string Save(this TemporaryFolder folder, OnnxModel model)
    {
        var path = folder["network.onnx"];
        model.Save(path);
        return path;
    }
}
