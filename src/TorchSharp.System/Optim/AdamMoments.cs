using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What Adam and its kin remember of one parameter.</summary>
/// <param name="Steps">Steps taken, with the one under way.</param>
/// <param name="Mean">Running mean of the gradient.</param>
/// <param name="Square">Running mean of the squared gradient.</param>
/// <param name="Largest">The largest <paramref name="Square"/> that each element ever had; only AMSGrad has it.</param>
internal readonly record struct AdamMoments(long Steps, Tensor Mean, Tensor Square, Tensor? Largest);
