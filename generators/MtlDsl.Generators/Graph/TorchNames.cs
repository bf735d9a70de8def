namespace MtlDsl.Generators.Graph;

/// <summary>The names of TorchSharp that generated code uses, safe from whatever the user's namespace holds.</summary>
internal static class TorchNames
{
    public const string Torch = "global::TorchSharp.torch";
    public const string Tensor = "global::TorchSharp.torch.Tensor";
    public const string Nn = "global::TorchSharp.torch.nn";
    public const string Functional = "global::TorchSharp.torch.nn.functional";
    public const string Init = "global::TorchSharp.torch.nn.init";
    public const string Modules = "global::TorchSharp.Modules";
    public const string Layers = "global::MtlDsl.Training.Layers";

    /// <summary>Explicit registration replaces the reflection that module classes do otherwise, which finds nothing under NativeAOT.</summary>
    public const string NoReflection = "protected override void RegisterComponents() { } // registered above, by name";
}
