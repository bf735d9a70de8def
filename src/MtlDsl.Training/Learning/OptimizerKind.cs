namespace MtlDsl.Training;

/// <summary>The rule by which gradients move weights.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent with momentum; weight decay is part of the gradient.</summary>
    Sgd,

    /// <summary>Adam (Kingma and Ba, 2015), betas 0.9 and 0.999; weight decay is part of the gradient.</summary>
    Adam,

    /// <summary>Adam with weight decay apart from the gradient (Loshchilov and Hutter, 2019).</summary>
    AdamW,

    /// <summary>AdaDelta (Zeiler, 2012), rho 0.9; its learning rate is 1 by nature.</summary>
    AdaDelta,
}
