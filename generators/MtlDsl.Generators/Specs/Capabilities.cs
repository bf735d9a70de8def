using Microsoft.CodeAnalysis;

namespace MtlDsl.Generators.Specs;

/// <summary>What the declaring project references: what it cannot use is not generated.</summary>
internal sealed record Capabilities(bool Training, bool Onnx, bool Deployment)
{
    public static Capabilities Of(Compilation compilation) => new(
        compilation.GetTypeByMetadataName("MtlDsl.Training.IMultitaskModel") is not null
            && compilation.GetTypesByMetadataName("TorchSharp.torch").Length > 0,
        compilation.GetTypeByMetadataName("MtlDsl.Onnx.OnnxGraph") is not null,
        compilation.GetTypeByMetadataName("MtlDsl.Deployment.NetworkSession") is not null);
}
